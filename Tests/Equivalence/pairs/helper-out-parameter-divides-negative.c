// kind: helper
// function: dial_read
// forward: drifted
// why: Dividing rounds to zero, so small errors vanish.

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
	return dial_raw(dial) / 4;
}
#endif
