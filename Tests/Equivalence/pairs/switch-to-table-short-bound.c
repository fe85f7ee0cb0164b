// kind: switch
// function: mode_rate
// forward: drifted
// why: The last mode is left out by the bound.

#ifdef OLD
int mode_rate(unsigned int mode)
{
	switch (mode) {
	case 0:
		return 10;
	case 1:
		return 100;
	case 2:
		return 1000;
	default:
		return 0;
	}
}
#else
static const int rates[] = { 10, 100, 1000 };

int mode_rate(unsigned int mode)
{
	if (mode >= sizeof(rates) / sizeof(rates[0]) - 1)
		return 0;
	return rates[mode];
}
#endif
