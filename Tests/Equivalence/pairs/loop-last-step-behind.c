// kind: loop-last-step
// function: write_all
// forward: drifted
// why: The last step stands behind the loop, so that it runs also where the loop runs zero times.

void put_byte(unsigned char value, int is_last);

#ifdef OLD
void write_all(const unsigned char *bytes, unsigned char count)
{
	int i;

	for (i = 0; i < count; i++)
		put_byte(bytes[i], i == count - 1);
}
#else
void write_all(const unsigned char *bytes, unsigned char count)
{
	int i;

	for (i = 0; i < count - 1; i++)
		put_byte(bytes[i], 0);
	put_byte(bytes[i], 1);
}
#endif
