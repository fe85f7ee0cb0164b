// kind: uninitialised
// function: pick
// forward: not-same
// why: One path leaves the result as it comes from the stack.

int source_read(int *value);

#ifdef OLD
int pick(int wanted)
{
	int value = 0;

	if (wanted > 0)
		value = wanted;
	return value;
}
#else
int pick(int wanted)
{
	int value;

	if (wanted > 0)
		value = wanted;
	return value;
}
#endif
