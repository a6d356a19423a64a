"""A team over time: where its families stood, how often care was read, reviews decided, how long sign-off took."""
