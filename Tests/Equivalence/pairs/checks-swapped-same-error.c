// kind: goto-ladder
// function: tank_check
// forward: same
// why: Both checks read only and give the same error, so their order does not matter.

struct tank { int level, limit, closed; };

#ifdef OLD
int tank_check(struct tank *tank, int by)
{
	if (tank->closed)
		return -22;
	if (by <= 0)
		return -22;
	return 0;
}
#else
int tank_check(struct tank *tank, int by)
{
	int closed = tank->closed;

	if (by <= 0 || closed)
		return -22;
	return 0;
}
#endif
