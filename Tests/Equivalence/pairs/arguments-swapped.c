// kind: calls
// function: span_set
// forward: drifted
// why: The arguments of the call change places.

int span_write(int from, int to);

#ifdef OLD
int span_set(int from, int length)
{
	return span_write(from, from + length);
}
#else
int span_set(int from, int length)
{
	return span_write(from + length, from);
}
#endif
