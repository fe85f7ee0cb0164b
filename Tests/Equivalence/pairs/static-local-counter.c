// kind: static-local
// function: serial_next
// forward: same
// why: The counter moves from the function to the file.

#ifdef OLD
int serial_next(void)
{
	static int serial;

	serial += 2;
	return serial;
}
#else
int serial_next(void)
{
	static int serial;

	return serial += 2;
}
#endif
