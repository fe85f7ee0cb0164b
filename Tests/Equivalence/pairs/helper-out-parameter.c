// kind: helper
// function: dial_read
// forward: same
// why: The value comes back by return in place of an out parameter.

struct dial;
int dial_raw(struct dial *dial);

#ifdef OLD
static int get(struct dial *dial, int *value)
{
	int raw = dial_raw(dial);

	if (raw < 0)
		return raw;
	*value = raw >> 2;
	return 0;
}

int dial_read(struct dial *dial)
{
	int value = 0;
	int ret = get(dial, &value);

	return ret ? ret : value;
}
#else
int dial_read(struct dial *dial)
{
	int raw = dial_raw(dial);

	return raw < 0 ? raw : raw / 4;
}
#endif
