// kind: calls
// function: span_set
// forward: drifted
// why: A positive result becomes zero.

int span_write(int from, int to);

#ifdef OLD
int span_set(int from, int length)
{
	return span_write(from, from + length);
}
#else
int span_set(int from, int length)
{
	int ret = span_write(from, from + length);

	return ret < 0 ? ret : 0;
}
#endif
