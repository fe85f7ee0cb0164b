// kind: loop-form
// function: sum_of
// forward: same or unknown
// why: Even and odd places are added up apart, and then together.

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
	int i, even = 0, odd = 0;

	for (i = 0; i + 1 < count; i += 2) {
		even += values[i];
		odd += values[i + 1];
	}
	if (i < count)
		even += values[i];
	return even + odd;
}
#endif
