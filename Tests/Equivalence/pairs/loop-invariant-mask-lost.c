// kind: loop-invariant
// function: scale_all
// forward: drifted
// why: The shift may now be by more than seven.

#ifdef OLD
void scale_all(int *values, unsigned char count, int gain, int shift)
{
	int i;

	for (i = 0; i < count; i++)
		values[i] *= gain << (shift & 7);
}
#else
void scale_all(int *values, unsigned char count, int gain, int shift)
{
	int factor = gain << (shift & 15);
	int i;

	for (i = 0; i < count; i++)
		values[i] *= factor;
}
#endif
