// kind: loop-form
// function: sum_of
// forward: drifted
// why: The pointer goes one value too far.

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
	const int *end = values + count;
	int sum = 0;

	do {
		sum += *values++;
	} while (values != end + 1);
	return sum;
}
#endif
