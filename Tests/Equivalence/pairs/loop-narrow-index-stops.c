// kind: loop-form
// function: count_low
// forward: drifted or unknown
// why: An index of eight bits wraps before it is 300, and the value at 299 is never looked at.

int look(unsigned int at);

#ifdef OLD
int count_low(void)
{
	unsigned int i, found = 0;

	for (i = 0; i < 300; i++) {
		if (look(i) < 0)
			return found;
		found++;
	}
	return found;
}
#else
int count_low(void)
{
	unsigned int found = 0;
	unsigned char i;

	for (i = 0; found < 300; i++) {
		if (look(i) < 0)
			return found;
		found++;
	}
	return found;
}
#endif
