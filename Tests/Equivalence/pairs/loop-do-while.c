// kind: loop-form
// function: sum_of
// forward: drifted
// why: A do loop adds the first value even where there is none.

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
