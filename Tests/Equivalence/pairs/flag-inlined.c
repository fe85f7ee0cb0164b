// kind: flag
// function: pump_set
// forward: same
// why: The flag is replaced by what it was set from.

typedef _Bool bool;
#define true 1
#define false 0
struct pump { int rate, max; bool locked; };
void pump_write(struct pump *pump, int rate);
void pump_log(struct pump *pump);

#ifdef OLD
int pump_set(struct pump *pump, int rate)
{
	bool allowed = false;

	if (!pump->locked && rate <= pump->max)
		allowed = true;
	if (allowed)
		pump_write(pump, rate);
	else
		pump_log(pump);
	return allowed ? 0 : -1;
}
#else
int pump_set(struct pump *pump, int rate)
{
	if (pump->locked || rate > pump->max) {
		pump_log(pump);
		return -1;
	}
	pump_write(pump, rate);
	return 0;
}
#endif
