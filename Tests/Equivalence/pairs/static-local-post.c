// kind: static-local
// function: serial_next
// forward: drifted
// why: The number before the step is given.

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
	int old = serial;

	serial += 2;
	return old;
}
#endif
