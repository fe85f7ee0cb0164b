// kind: wrap
// function: is_late
// forward: same
// why: Equal times are not late in either, so that the first check adds nothing.

#ifdef OLD
int is_late(unsigned long now, unsigned long until)
{
	return (long)(until - now) < 0;
}
#else
int is_late(unsigned long now, unsigned long until)
{
	return until != now && (long)(until - now) < 0;
}
#endif
