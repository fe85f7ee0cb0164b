// kind: loop-last-step
// function: write_all
// forward: drifted
// why: The first byte is marked and not the last.

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

	for (i = 0; i < count; i++)
		put_byte(bytes[i], i == 0);
}
#endif
