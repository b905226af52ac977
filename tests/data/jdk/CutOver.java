import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeSet;

/** Writes cut_over.csv: dates of java.util.GregorianCalendar with the changes of some countries. */
public class CutOver {
    private static final long UNIX_EPOCH = 2_440_588;
    private static final long DAY = 86_400_000L;

    public static void main(String[] arguments) {
        // The first Gregorian day of Italy, Strasbourg, Denmark, Britain, Japan's civil year 1873,
        // Bulgaria, Russia, Greece, Turkey; two changes at the end of a year; one in antiquity.
        long[] changes = {
            2_299_161, 2_330_000, 2_342_032, 2_361_222, 2_405_160,
            2_420_968, 2_421_639, 2_423_480, 2_421_285, 2_299_239, 2_361_331, 1_830_000,
        };
        System.out.println("first_gregorian_day,julian_day,year,month,day,day_of_year,leap_year");
        Random random = new Random(1582);
        for (long change : changes) {
            GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            calendar.setGregorianChange(new Date((change - UNIX_EPOCH) * DAY));
            TreeSet<Long> days = new TreeSet<>();
            for (long day = change - 45; day < change + 45; day++) {
                days.add(day);
            }
            for (int i = 0; i < 60; i++) {
                days.add(change + random.nextInt(800) - 400);
                days.add(change + random.nextInt(400_000) - 200_000);
                days.add(change + random.nextInt(8_000_000) - 4_000_000);
            }
            for (long day : days) {
                calendar.setTimeInMillis((day - UNIX_EPOCH) * DAY);
                int year = calendar.get(Calendar.YEAR);
                boolean before = calendar.get(Calendar.ERA) == GregorianCalendar.BC;
                boolean leap = calendar.isLeapYear(before ? 1 - year : year);
                System.out.println(change + "," + day + "," + (before ? -year : year) + ","
                    + (calendar.get(Calendar.MONTH) + 1) + "," + calendar.get(Calendar.DAY_OF_MONTH)
                    + "," + calendar.get(Calendar.DAY_OF_YEAR) + "," + (leap ? 1 : 0));
            }
        }
    }
}
