// kind: loop-last-step
// function: write_all
// forward: same
// why: With a check for none before it, the last step may stand behind the loop.

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

	if (!count)
		return;
	for (i = 0; i < count - 1; i++)
		put_byte(bytes[i], 0);
	put_byte(bytes[i], 1);
}
#endif
