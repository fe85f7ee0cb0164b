// kind: loop-form
// function: sum_of
// forward: drifted
// why: Without a check for none the body runs once where there is nothing.

#ifdef OLD
int sum_of(const int *values, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i < count; i++)
		sum += values[i];
	return sum;
}
#else
int sum_of(const int *values, unsigned char count)
{
	int i = 0, sum = 0;

	do {
		sum += values[i];
	} while (++i < count);
	return sum;
}
#endif
