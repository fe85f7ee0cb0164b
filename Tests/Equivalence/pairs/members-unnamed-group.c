// kind: layout
// function: lane_clear
// forward: same
// why: The members stand in an unnamed record, under the same names.

#ifdef OLD
struct lane { int id; long bytes; int packets; };

void lane_clear(struct lane *lane)
{
	lane->bytes = 0;
	lane->packets = 0;
}
#else
struct lane {
	int id;
	struct {
		long bytes;
		int packets;
	};
};

void lane_clear(struct lane *lane)
{
	lane->packets = 0;
	lane->bytes = 0;
}
#endif
