// kind: calls
// function: span_set
// forward: same
// why: The sum is written the other way.

int span_write(int from, int to);

#ifdef OLD
int span_set(int from, int length)
{
	return span_write(from, from + length);
}
#else
int span_set(int from, int length)
{
	int to = length + from;

	return span_write(from, to);
}
#endif
