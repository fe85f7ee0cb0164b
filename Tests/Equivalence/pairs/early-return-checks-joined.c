// kind: goto-ladder
// function: tank_fill
// forward: drifted
// why: A closed tank gives -22 in place of -16.

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
	if (tank->closed || by <= 0)
		return -22;
	return valve_open(tank, by);
}
#endif
