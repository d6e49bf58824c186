"""The step of a button on a shelf."""


def step_of(request):
    """Return which way a button moves something: up unless it says down."""
    return 1 if request.POST.get("step") == "down" else -1
