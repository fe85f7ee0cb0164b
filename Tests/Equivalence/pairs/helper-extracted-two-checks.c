// kind: helper
// function: fan_set
// forward: same
// why: The helper looks at one bound after the other.

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
	if (speed > fan->max)
		return -22;
	return speed < 0 ? -22 : 0;
}

int fan_set(struct fan *fan, int speed)
{
	int ret = fan_check(fan, speed);

	if (ret)
		return ret;
	fan->speed = speed;
	return fan_write(fan, speed);
}
#endif
