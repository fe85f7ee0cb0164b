// kind: wrap
// function: is_late
// forward: drifted
// why: A plain comparison is wrong where the counter wraps.

#ifdef OLD
int is_late(unsigned long now, unsigned long until)
{
	return (long)(until - now) < 0;
}
#else
int is_late(unsigned long now, unsigned long until)
{
	return now > until;
}
#endif
