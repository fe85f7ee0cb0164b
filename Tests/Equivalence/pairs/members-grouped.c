// kind: layout
// function: lane_use
// forward: any
// path: stats.bytes bytes
// path: stats.packets packets
// why: The members moved into a record of their own: same only with a map between their names.

#ifdef OLD
struct lane { int id; long bytes; int packets; };

void lane_use(struct lane *lane, int bytes)
{
	lane->packets++;
	lane->bytes += bytes;
}
#else
struct counts { long bytes; int packets; };
struct lane { int id; struct counts stats; };

void lane_use(struct lane *lane, int bytes)
{
	struct counts *stats = &lane->stats;

	stats->packets++;
	stats->bytes += bytes;
}
#endif
