// kind: bit-field
// function: trim_get
// forward: drifted
// why: A wider field keeps one bit more.

#ifdef OLD
struct trim { unsigned int by : 3; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return trim->by;
}
#else
struct trim { unsigned int by : 4; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return trim->by;
}
#endif
