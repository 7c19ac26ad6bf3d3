from django.urls import path

from learn import views

app_name = "learn"

urlpatterns = [
    path("learn/", views.overview, name="overview"),
    path("learn/anatomy/", views.anatomy, name="anatomy"),
    path("learn/warm-up/", views.warm_up, name="warm_up"),
    path("learn/cool-down/", views.cool_down, name="cool_down"),
    path("learn/warm-up/handout/", views.warm_up_handout, name="warm_up_handout"),
    path("learn/cool-down/handout/", views.cool_down_handout, name="cool_down_handout"),
    path("learn/how-often/", views.how_often, name="how_often"),
    path("learn/water/", views.water, name="water"),
    path("learn/everyday/", views.everyday, name="everyday"),
    path("learn/questions/", views.questions, name="questions"),
    path("learn/evidence/", views.evidence, name="evidence"),
    path("learn/glossary/", views.glossary, name="glossary"),
    path("safety/", views.safety, name="safety"),
]
