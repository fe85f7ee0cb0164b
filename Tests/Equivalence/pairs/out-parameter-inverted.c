// kind: memory
// function: gauge_get
// forward: same
// why: The condition is inverted.

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
	int ret = gauge_raw(gauge);

	if (ret >= 0) {
		*value = ret;
		ret = 0;
	}
	return ret;
}
#endif
