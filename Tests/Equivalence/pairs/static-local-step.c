// kind: static-local
// function: serial_next
// forward: drifted
// why: The step is another.

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

	serial += 3;
	return serial;
}
#endif
