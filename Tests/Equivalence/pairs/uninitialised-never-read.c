// kind: uninitialised
// function: pick
// forward: same
// why: The start value is overwritten on all paths.

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
	else
		value = 0;
	return value;
}
#endif
