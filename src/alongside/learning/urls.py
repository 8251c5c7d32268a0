from django.urls import path

from .views import expecting, following, needs, planning, signing, taking

app_name = "learning"

OF = "o/<slug:organisation>/learning/"
PLAN = f"{OF}plans/<int:plan>/"
ACTIVITY = f"{PLAN}activities/<int:activity>/"
EXPECTATION = f"{PLAN}expectations/<int:expectation>/"
VERSION = f"{PLAN}versions/<int:number>/"

urlpatterns = [
    path(OF, planning.plans, name="plans"),
    path(f"{OF}needs/", needs.needs, name="needs"),
    path(f"{OF}needs/new/", needs.add_need, name="add_need"),
    path(f"{OF}needs/<int:need>/", needs.need, name="need"),
    path(f"{OF}needs/<int:need>/change/", needs.change_need, name="change_need"),
    path(f"{OF}plans/new/", planning.make_plan, name="make_plan"),
    path(PLAN, planning.plan, name="plan"),
    path(f"{PLAN}change/", planning.change_plan, name="change_plan"),
    path(f"{PLAN}activities/new/", planning.add_activity, name="add_activity"),
    path(ACTIVITY, planning.activity, name="activity"),
    path(f"{ACTIVITY}change/", planning.change_activity, name="change_activity"),
    path(f"{ACTIVITY}move/", planning.move, name="move"),
    path(f"{ACTIVITY}held/", planning.held, name="held"),
    path(f"{PLAN}send/", signing.send, name="send"),
    path(f"{PLAN}versions/", signing.versions, name="versions"),
    path(VERSION, signing.version, name="version"),
    path(f"{VERSION}sign/", signing.sign, name="sign"),
    path(f"{VERSION}changes/", signing.ask_for_changes, name="ask_for_changes"),
    path(f"{PLAN}expectations/", expecting.expectations, name="expectations"),
    path(f"{PLAN}expectations/new/", expecting.expect, name="expect"),
    path(EXPECTATION, expecting.expectation, name="expectation"),
    path(f"{EXPECTATION}change/", expecting.change, name="change_expectation"),
    path(f"{EXPECTATION}survey/", expecting.compare, name="compare"),
    path(f"{EXPECTATION}story/", expecting.story, name="story"),
    path(f"{EXPECTATION}result/", expecting.judge, name="judge"),
    path(f"{PLAN}chain/", following.chain, name="chain"),
    path(f"{PLAN}checks/", following.checks, name="checks"),
    path(f"{PLAN}checks/usual/", following.usual_checks, name="usual_checks"),
    path(f"{PLAN}checks/new/", following.add_check, name="add_check"),
    path(f"{PLAN}checks/<int:check>/", following.check_done, name="check_done"),
    path(f"{PLAN}page/", taking.page, name="page"),
    path(f"{PLAN}page/plan.<str:kind>", taking.page_file, name="page_file"),
]
