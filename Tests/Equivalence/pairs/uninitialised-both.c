// kind: uninitialised
// function: guess
// forward: not-same
// why: Both sides give a number that neither has written.

#ifdef OLD
int guess(int wanted)
{
	int value;

	if (wanted > 0)
		value = wanted;
	return value + 1;
}
#else
int guess(int wanted)
{
	int value;

	if (wanted >= 1)
		value = wanted;
	return 1 + value;
}
#endif
