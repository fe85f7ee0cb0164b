// kind: loop-form
// function: put_all
// forward: same
// why: The index counts from one, and the place is one less.

void put(int value);

#ifdef OLD
void put_all(const int *values, unsigned char count)
{
	int i;

	for (i = 0; i < count; i++)
		put(values[i]);
}
#else
void put_all(const int *values, unsigned char count)
{
	int i;

	for (i = 1; i <= count; i++)
		put(values[i - 1]);
}
#endif
