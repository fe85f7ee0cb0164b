// kind: static-local
// function: serial_next
// forward: drifted
// why: Without static the counter begins anew each time.

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
	int serial = 0;

	serial += 2;
	return serial;
}
#endif
