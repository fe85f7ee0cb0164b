// kind: loop-form
// function: sum_of
// forward: same or unknown
// why: Sums wrap and commute, so the direction does not matter.

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
	int i, sum = 0;

	for (i = count - 1; i >= 0; i--)
		sum += values[i];
	return sum;
}
#endif
