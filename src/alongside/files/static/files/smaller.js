// A photo made smaller before it is sent: a phone sends 300 kB in place of 5 MB. Other pictures, and
// what the browser cannot read, are sent as they are; the server looks at all of them again.
const most = 1600;
const enough = 500_000;

export async function smaller(file) {
  if (file.type !== "image/jpeg" || file.size <= enough) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, most / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}
