// kind: signature
// function: relay_start
// forward: same
// why: A parameter that nobody looked at is gone, and another is looked at for nothing.

struct relay { int locked, side; };
int relay_pulse(struct relay *relay);
#ifdef OLD
int relay_start(struct relay *relay, int unused)
{
	if (relay->locked)
		return -16;
	return relay_pulse(relay);
}
#else
int relay_start(const struct relay *given, struct relay *relay)
{
	return relay->locked ? -16 : relay_pulse(relay);
}
#endif
