// kind: loop-form
// function: sum_of
// forward: drifted
// why: The count is taken down before it is asked about, so that the last value is left out.

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
	int sum = 0;

	while (count && --count)
		sum += *values++;
	return sum;
}
#endif
