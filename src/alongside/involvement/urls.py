from django.urls import URLPattern, URLResolver, include, path

from .views import opportunities, own, people, public, rewards, stories

app_name = "involvement"

own_part = [
    path("", own.part, name="part"),
    path("how-are-you/", own.check_in, name="check_in"),
    path("choose/", own.choose, name="choose"),
    path("cost/", own.expense, name="expense"),
    path("read/<int:preparation>/", own.read, name="read"),
    path("leave/", own.leave, name="leave"),
    path("say/", own.say_for_others, name="say_for_others"),
    path("say/<int:testimonial>/take-back/", own.unsay, name="unsay"),
    path("letter/", own.letter, name="letter"),
    path("letter.pdf", own.letter_pdf, name="letter_pdf"),
]
person = [
    path("", people.person, name="person"),
    path("place/", people.place, name="place"),
    path("not-now/", people.not_now, name="not_now"),
    path("grown-up/", people.child, name="child"),
    path("support/", people.support, name="support"),
    path("training/", people.training, name="training"),
    path("training/<int:training>/", people.trained, name="trained"),
    path("check-ins/<int:check>/seen/", people.seen, name="seen"),
    path("gave/", people.gave, name="gave"),
    path("gave/<int:given>/not/", people.not_gave, name="not_gave"),
    path("gave/<int:given>/pay/", rewards.pay, name="pay"),
    path("costs/add/", people.cost, name="cost"),
    path("costs/<int:cost>/pay/", rewards.pay_cost, name="pay_cost"),
    path("thank/", people.thank, name="thank"),
    path("link/", people.send_link, name="send_link"),
    path("slip/", people.slip, name="slip"),
    path("said/<int:testimonial>/grown-up/", people.child_said, name="child_said"),
    path("same/", people.same, name="same"),
]
opportunity: list[URLPattern | URLResolver] = [
    path("", opportunities.one, name="one"),
    path("change/", opportunities.change, name="change"),
    path("publish/", opportunities.publish, name="publish"),
    path("take-down/", opportunities.take_down, name="take_down"),
    path("tell/", opportunities.tell, name="tell"),
    path("preparation/", opportunities.prepare, name="prepare"),
    path("preparation/<int:preparation>/take-out/", opportunities.unprepare, name="unprepare"),
    path("people/<int:part>/", include(person)),
]
story = [
    path("", stories.story, name="story"),
    path("change/", stories.change, name="change_story"),
    path("said/", stories.put_in, name="put_in"),
    path("recognition/", stories.recognise, name="recognise"),
    path("recognition/<int:recognition>/take-away/", stories.unrecognise, name="unrecognise"),
    path("publish/", stories.publish, name="publish_story"),
    path("take-down/", stories.take_down, name="take_story_down"),
]
urlpatterns = [
    path("stories/<slug:whose>/", stories.public_stories, name="public_stories"),
    path("story/<str:code>/", stories.public_story, name="public_story"),
    path("story/<str:code>.<str:kind>", stories.story_file, name="story_file"),
    path("o/<slug:organisation>/stories/", stories.stories, name="stories"),
    path("o/<slug:organisation>/stories/write/", stories.write, name="write_story"),
    path("o/<slug:organisation>/stories/<int:story>/", include(story)),
    path("take-part/<slug:whose>/", public.take_part, name="take_part"),
    path("opportunity/<str:code>/", public.opportunity, name="opportunity"),
    path("opportunity/<str:code>/asked/", public.asked, name="asked"),
    path("part/<str:token>/", include(own_part)),
    path("mine/<str:token>/limit/", own.limit, name="limit"),
    path("mine/<str:token>/interests/", own.interests, name="interests"),
    path("mine/<str:token>/interests/delete/", own.forget_interests, name="forget_interests"),
    path("mine/<str:token>/put-right/", own.correction, name="correction"),
    path("own-page/<slug:whose>/", own.lost, name="lost"),
    path("o/<slug:organisation>/opportunities/", opportunities.opportunities, name="opportunities"),
    path("o/<slug:organisation>/opportunities/make/", opportunities.make, name="make"),
    path("o/<slug:organisation>/opportunities/<int:opportunity>/", include(opportunity)),
    path("o/<slug:organisation>/interests/", opportunities.interests, name="wanted"),
    path(
        "o/<slug:organisation>/opportunities/put-right/<int:correction>/",
        people.put_right,
        name="put_right",
    ),
    path("o/<slug:organisation>/rewards/", rewards.rewards, name="rewards"),
    path("o/<slug:organisation>/rewards.csv", rewards.pay_file, name="pay_file"),
]
