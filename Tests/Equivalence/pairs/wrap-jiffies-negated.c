// kind: wrap
// function: is_late
// forward: drifted
// why: At half of the range a distance is its own negative, and neither is late.

#ifdef OLD
int is_late(unsigned long now, unsigned long until)
{
	return (long)(until - now) < 0;
}
#else
int is_late(unsigned long now, unsigned long until)
{
	return (long)(now - until) > 0;
}
#endif
