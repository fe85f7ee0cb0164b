// kind: loop-form
// function: sum_of
// forward: same
// why: The do loop is behind a check for none.

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

	if (count) {
		do {
			sum += values[i];
		} while (++i < count);
	}
	return sum;
}
#endif
