// kind: memory
// function: gauge_get
// forward: drifted
// why: On errors the new version writes zero to the caller's number.

struct gauge;
int gauge_raw(struct gauge *gauge);

#ifdef OLD
int gauge_get(struct gauge *gauge, int *value)
{
	int raw = gauge_raw(gauge);

	if (raw < 0)
		return raw;
	*value = raw;
	return 0;
}
#else
int gauge_get(struct gauge *gauge, int *value)
{
	int raw;

	*value = 0;
	raw = gauge_raw(gauge);
	if (raw < 0)
		return raw;
	*value = raw;
	return 0;
}
#endif
