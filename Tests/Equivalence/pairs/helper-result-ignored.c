// kind: helper
// function: fan_set
// forward: drifted
// why: What the helper finds is not looked at.

struct fan { int speed, max, on; };
int fan_write(struct fan *fan, int speed);

#ifdef OLD
int fan_set(struct fan *fan, int speed)
{
	if (!fan->on)
		return -19;
	if (speed < 0 || speed > fan->max)
		return -22;
	fan->speed = speed;
	return fan_write(fan, speed);
}
#else
static int fan_check(const struct fan *fan, int speed)
{
	if (!fan->on)
		return -19;
	if (speed < 0 || speed > fan->max)
		return -22;
	return 0;
}

int fan_set(struct fan *fan, int speed)
{
	fan_check(fan, speed);
	fan->speed = speed;
	return fan_write(fan, speed);
}
#endif
