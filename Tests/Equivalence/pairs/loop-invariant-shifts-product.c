// kind: loop-invariant
// function: scale_all
// forward: same
// why: To shift the product is to shift the factor, both wrap alike.

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
	int i;

	for (i = 0; i < count; i++)
		values[i] = (values[i] * gain) << (shift & 7);
}
#endif
