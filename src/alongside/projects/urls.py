from django.urls import include, path

from .views import agreeing, beginning, meeting, sharing, team, timeline

app_name = "projects"

project = [
    path("change/", beginning.change, name="change"),
    path("team/", team.team, name="team"),
    path("team/add/", team.add_seat, name="add_seat"),
    path("team/<int:seat>/", team.change_seat, name="change_seat"),
    path("team/<int:seat>/leave/", team.leave, name="leave"),
    path("meetings/", meeting.meetings, name="meetings"),
    path("meetings/note/", meeting.note, name="note_meeting"),
    path("meetings/sheet/", meeting.sheet, name="meeting_sheet"),
    path("meetings/<int:meeting>/", meeting.meeting, name="meeting"),
    path("meetings/<int:meeting>/change/", meeting.change, name="change_meeting"),
    path("meetings/<int:meeting>/take-away/", meeting.take_away, name="take_away_meeting"),
    path("stages/<int:stage>/", meeting.change_stage, name="change_stage"),
    path("ground-rules/", agreeing.rules, name="rules"),
    path("ground-rules/write/", agreeing.write, name="write_rules"),
    path("ground-rules/agree/", agreeing.agree, name="agree"),
    path("ground-rules/agreed/", agreeing.note_agreed, name="note_agreed"),
    path("ground-rules/<int:seat>/take-back/", agreeing.take_back, name="take_back"),
    path("ground-rules/versions/<int:number>/", agreeing.version, name="version_of_rules"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/add/", timeline.add, name="add_milestone"),
    path("timeline/<int:milestone>/", timeline.change, name="change_milestone"),
    path("timeline/<int:milestone>/tell/", timeline.tell, name="tell_team"),
    path("timeline/<int:milestone>/take-away/", timeline.take_away, name="take_away_milestone"),
    path("information/", sharing.information, name="information"),
    path("information/share/", sharing.share, name="share"),
    path("information/<int:information>/", sharing.change, name="change_information"),
    path("information/<int:information>/file/", sharing.file, name="information_file"),
    path(
        "information/<int:information>/take-away/",
        sharing.take_away,
        name="take_away_information",
    ),
    path("evidence/", sharing.evidence, name="evidence"),
    path("evidence/add/", sharing.add_evidence, name="add_evidence"),
    path("evidence/<int:evidence>/file/", sharing.evidence_file, name="evidence_file"),
    path(
        "evidence/<int:evidence>/take-away/",
        sharing.take_away_evidence,
        name="take_away_evidence",
    ),
]
"""The pages of one project, below `o/<organisation>/projects/<project>/`."""

urlpatterns = [
    path("o/<slug:organisation>/projects/", beginning.projects, name="projects"),
    path("o/<slug:organisation>/projects/begin/", beginning.begin, name="begin"),
    path("o/<slug:organisation>/projects/<int:project>/", include(project)),
    path("p/<str:code>/shared/<int:information>/", sharing.public_file, name="public_file"),
]
