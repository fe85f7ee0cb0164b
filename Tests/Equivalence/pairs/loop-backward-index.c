// kind: loop-form
// function: put_all
// forward: same
// why: Both go from the last to the first.

void put(int value);

#ifdef OLD
void put_all(const int *values, unsigned char count)
{
	int i;

	for (i = count - 1; i >= 0; i--)
		put(values[i]);
}
#else
void put_all(const int *values, unsigned char count)
{
	while (count--)
		put(values[count]);
}
#endif
