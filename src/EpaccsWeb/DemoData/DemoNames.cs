using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Given and family names common in one community, for names that are put together and belong to nobody.</summary>
internal sealed record DemoCommunity(int Weight, Ethnicity Ethnicity, string[] Religions, string[] Women, string[] Men, string[] Families);

/// <summary>Common names across communities in England. Family names of the fixed demo people are left out.</summary>
internal static class DemoNames
{
    private static readonly string[] BritishWomen = Words(
        "Margaret Jean Dorothy Joan Mary Patricia Sheila Barbara Doris Audrey Brenda Maureen Pamela Shirley Beryl Eileen Hilda Irene Marjorie Rita Sylvia Valerie Janet Christine Linda Susan Ann Carol Jacqueline Gillian Rosemary Norma Vera Winifred Olive Elsie"
    );

    private static readonly string[] BritishMen = Words(
        "John William George Ronald Kenneth James Peter Dennis Derek Thomas Robert Albert Arthur Stanley Leslie Eric Raymond Gordon Frank Roy Alan Michael Anthony Geoffrey Donald Keith Colin Trevor Roger Malcolm Graham Norman Harold Ernest Cyril Walter"
    );

    private static readonly string[] BritishFamilies = Words(
        "Smith Jones Taylor Brown Davies Evans Wilson Roberts Wright Robinson Walker White Edwards Hughes Green Hall Wood Harris Lewis Martin Jackson Clarkson Turner Hill Cooper Ward Morris Moore Lee King Harrison Baker Allen Bennett Carter Parker Shaw Bell Cook Bailey Griffiths Webb Barker Palmer Mason Knight Chapman Holmes Mills Atkinson Dixon Fisher Pearson Gibson Hudson Fletcher Foster Barnes Grant Lowe Stone Tanner Hargreaves Ashworth Pickering Thornton Lister"
    );

    public static IReadOnlyList<DemoCommunity> Communities { get; } =
    [
        new(
            700,
            Ethnicity.WhiteBritish,
            ["Church of England", "None", "Roman Catholic", "Methodist", "Christian", "Quaker"],
            BritishWomen,
            BritishMen,
            BritishFamilies
        ),
        new(
            35,
            Ethnicity.WhiteIrish,
            ["Roman Catholic", "None"],
            Words("Bridget Kathleen Nora Maeve Eileen Teresa Sinead Philomena"),
            Words("Patrick Sean Liam Declan Brendan Michael Kevin Eamon"),
            Words("Murphy Kelly O’Brien Byrne Walsh Doyle Gallagher Kennedy O’Connor Quinn Nolan Brady")
        ),
        new(
            35,
            Ethnicity.WhiteOther,
            ["Roman Catholic", "Orthodox Christian", "Jewish", "None"],
            Words("Danuta Zofia Irena Krystyna Elena Maria Lucia Helga Vesna Rosa Ruth Miriam"),
            Words("Jan Zbigniew Tadeusz Stefan Giuseppe Antonio Andreas Miklos Josef Nikos David Isaac"),
            Words("Kowalski Nowak Wiśniewska Zieliński Rossi Bianchi Papadopoulos Müller Novák Horváth Cohen Goldberg Popescu Ferreira")
        ),
        new(
            45,
            Ethnicity.Indian,
            ["Hindu", "Sikh", "Jain", "Christian"],
            Words("Savita Kamla Pushpa Harjit Manjit Usha Sushila Gurpreet Lata Kokila Surinder Indira"),
            Words("Ramesh Harbhajan Suresh Mohinder Bhupinder Jayant Gurdev Ashok Kanti Rajinder Dinesh Vinod"),
            Words("Shah Singh Kaur Sharma Mistry Desai Gill Dhillon Chauhan Joshi Sandhu Reddy Mehta Bains")
        ),
        new(
            40,
            Ethnicity.Pakistani,
            ["Muslim"],
            Words("Nasreen Zubeda Parveen Khalida Shamim Rukhsana Naseem Fatima Sakina Amina"),
            Words("Mohammed Abdul Tariq Javed Saleem Bashir Iqbal Nazir Rashid Ghulam Zafar"),
            Words("Hussain Ahmed Akhtar Mahmood Malik Begum Mirza Iqbal Qureshi Butt Chaudhry Sheikh")
        ),
        new(
            18,
            Ethnicity.Bangladeshi,
            ["Muslim"],
            Words("Rahima Ayesha Hasina Jahanara Rokeya Sufia"),
            Words("Abdur Shafiq Anwar Mizanur Kamal Nurul"),
            Words("Miah Uddin Islam Chowdhury Rahman Alam Begum Haque")
        ),
        new(
            30,
            Ethnicity.BlackCaribbean,
            ["Pentecostal", "Church of England", "Methodist", "Rastafarian"],
            Words("Gloria Icilda Hyacinth Merlene Beverley Pearl Myrtle Norma Claudette Cynthia"),
            Words("Winston Clifton Delroy Leroy Desmond Vincent Egbert Cecil Carlton Neville"),
            Words("Campbell Gordon Francis Grant Bailey Reid Powell Henry Samuels Blake Joseph Douglas Gayle")
        ),
        new(
            28,
            Ethnicity.BlackAfrican,
            ["Pentecostal", "Muslim", "Roman Catholic"],
            Words("Folasade Ngozi Abena Esi Amina Halima Chioma Grace Blessing Hodan"),
            Words("Emmanuel Kwame Chidi Kofi Olumide Samuel Yusuf Ibrahim Joseph Mohamed"),
            Words("Adeyemi Okoro Mensah Boateng Owusu Balogun Nwosu Asante Hassan Abdi Warsame Osei")
        ),
        new(
            14,
            Ethnicity.Chinese,
            ["None", "Buddhist", "Christian"],
            Words("Mei-Ling Siu Yuk Wai Lai-Fong Xiu Hui Kam"),
            Words("Wing-Kee Chi Kwok Ming Hon Wei Tak Shun"),
            Words("Wong Chan Cheung Lau Leung Li Zhang Wang Ng Tang")
        ),
        new(
            12,
            Ethnicity.AsianOther,
            ["Buddhist", "Roman Catholic", "Hindu", "Muslim"],
            Words("Corazon Lourdes Kumari Sunita Nirmala Fatemeh"),
            Words("Ramon Bishnu Nimal Hari Ali Reza Eduardo"),
            Words("Santosa Gurung Perera Silva Reyes Rai Fernando Hosseini Tamang")
        ),
        new(
            10,
            Ethnicity.MixedWhiteAndBlackCaribbean,
            ["None", "Christian"],
            Words("Yvonne Sharon Denise Marcia Paulette"),
            Words("Errol Tony Dave Curtis Lloyd"),
            Words("Marshall Simpson Wallace Barrett Dawes Hinds")
        ),
        new(
            6,
            Ethnicity.MixedWhiteAndAsian,
            ["None", "Christian", "Hindu"],
            Words("Anita Leila Sandra Tara"),
            Words("Neil Robin Kiran Adam"),
            Words("Fraser Anand Rowley D’Souza Pereira")
        ),
        new(
            5,
            Ethnicity.Other,
            ["Muslim", "None", "Zoroastrian"],
            Words("Nadia Layla Samira Shirin"),
            Words("Karim Hamid Dara Yousef"),
            Words("Haddadi Nasser Barzani Farouk Aziz")
        ),
        new(22, Ethnicity.NotStated, ["None"], BritishWomen, BritishMen, BritishFamilies),
    ];

    public static IReadOnlyList<string> Streets { get; } =
    [
        "Mill Lane",
        "Station Road",
        "Church Street",
        "Orchard Close",
        "Bridge Street",
        "Chapel Row",
        "Weir Gardens",
        "Castle Street",
        "Victoria Terrace",
        "Park Avenue",
        "Meadow View",
        "Quarry Hill",
        "Albert Road",
        "The Crescent",
        "Elm Grove",
        "Foundry Row",
        "Canal Side",
        "Beech Drive",
        "School Lane",
        "High Street",
    ];

    public static IReadOnlyList<string> Towns { get; } = ["Netherby", "Overdale", "Millbeck", "Stonebridge"];

    private static string[] Words(string words) => words.Split(' ');
}
