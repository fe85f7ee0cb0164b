// kind: memory
// function: gauge_get
// forward: drifted
// why: The caller's number is used on the way, so that it changes on errors too.

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
	*value = gauge_raw(gauge);
	return *value < 0 ? *value : 0;
}
#endif
