// kind: goto-ladder
// function: tank_fill
// forward: same
// why: One exit with a variable in place of three returns.

struct tank { int level, limit, closed; };
int valve_open(struct tank *tank, int by);

#ifdef OLD
int tank_fill(struct tank *tank, int by)
{
	if (tank->closed)
		return -16;
	if (by <= 0)
		return -22;
	return valve_open(tank, by);
}
#else
int tank_fill(struct tank *tank, int by)
{
	int ret;

	if (tank->closed) {
		ret = -16;
	} else if (by <= 0) {
		ret = -22;
	} else {
		ret = valve_open(tank, by);
	}
	return ret;
}
#endif
